package handlers

import "strings"

// device puts a browser and its system in words, for the list of where one is
// signed in. It guesses: browsers pretend to be each other, so the order counts.
func device(agent string) string {
	browser := firstOf(agent, "Edg", "Edge", "OPR/", "Opera", "SamsungBrowser/", "Samsung Internet", "Firefox/", "Firefox",
		"FxiOS/", "Firefox", "CriOS/", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari")
	system := firstOf(agent, "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "CrOS", "ChromeOS",
		"Windows", "Windows", "Mac OS X", "Mac", "Linux", "Linux", "BSD", "BSD")
	switch {
	case browser != "" && system != "":
		return browser + " on " + system
	case browser+system != "":
		return browser + system
	}
	return "A browser"
}

// firstOf gives the word for the first sign that text holds; signs and words
// take turns.
func firstOf(text string, signs ...string) string {
	for i := 0; i+1 < len(signs); i += 2 {
		if strings.Contains(text, signs[i]) {
			return signs[i+1]
		}
	}
	return ""
}
