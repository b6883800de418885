package link

import "net/url"

// Backups is the owner's page about backups, and where one is made.
const Backups = "/backups"

// Backup is the page of one backup; DownloadBackup and RestoreBackup are where
// it is taken away and put back.
func Backup(id string) string         { return Backups + "/" + url.PathEscape(id) }
func DownloadBackup(id string) string { return Backup(id) + "/download" }
func RestoreBackup(id string) string  { return Backup(id) + "/restore" }
