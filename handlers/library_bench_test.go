package handlers_test

import "testing"

// The library with three hundred guides of one's own, a page of them.
func BenchmarkLibraryAgainstMemory(b *testing.B) {
	againstMemory(b, 1.0/16, func(s *site) string {
		s.as("ana")
		s.shelve("ana", 300)
		return "/guides"
	})
}

// A search among three hundred guides.
func BenchmarkSearchAgainstMemory(b *testing.B) {
	againstMemory(b, 1.0/16, func(s *site) string {
		s.as("ana")
		s.shelve("ana", 300)
		return "/guides?q=number&sort=title"
	})
}

// Three hundred guides, against the four that came with Gloss.
func BenchmarkLibraryOverGuides(b *testing.B) {
	s := newSite(b)
	s.as("ana")
	s.shelve("ana", 300)
	many := s.browser
	s.as("ben")
	rounds(b, 0.2, many.reads("/guides"), s.reads("/guides"))
}
