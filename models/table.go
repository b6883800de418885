package models

// TableName names the table where the plural of the type would not.
func (Advice) TableName() string { return "advice" }

// TableName names the table where the plural of the type would not.
func (Progress) TableName() string { return "progress" }
