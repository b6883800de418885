package advice_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"gloss/models/advice"
)

// TestNames: a habit is named as a person would call it, in a few words, without
// how much, how often and when.
func TestNames(t *testing.T) {
	for _, c := range [][2]string{
		{"You should spend 15–30 minutes outdoors every day between 11:00 and 15:00.", "Spend time outdoors"},
		{"Drink at least 6 glasses of water a day.", "Drink water"},
		{"Avoid screens after 9 pm.", "Avoid screens"},
		{"Walk for 30 minutes a day.", "Walk"},
		{"Get up and stretch every hour.", "Get up and stretch"},
		{"Try to get 7 to 9 hours of sleep each night.", "Sleep"},
		{"Aim for at least 150 minutes of moderate exercise a week.", "Get moderate exercise"},
		{"Most adults need 7 to 9 hours of sleep a night.", "Sleep"},
		{"Have no more than two cups of coffee a day.", "Limit coffee"},
		{"Don't drink more than 14 units of alcohol a week.", "Limit alcohol"},
		{"Limit naps to 20 minutes.", "Limit naps"},
		{"Eat at least five portions of fruit and vegetables every day.", "Eat fruit and vegetables"},
		{"Brush your teeth twice a day for two minutes.", "Brush your teeth"},
		{"It is best to see daylight within an hour of waking up.", "See daylight"},
		{"Stop eating three hours before bed.", "Stop eating"},
		{"No caffeine after 2 p.m.", "Avoid caffeine"},
		{"Make sure you chew each bite well.", "Chew each bite well"},
		{"You can cut down on salt by reading the labels on tins.", "Read the labels on tins"},
		{"Meditate for ten minutes in the morning.", "Meditate"},
		{"Phones should be left outside the bedroom overnight.", "Leave phones outside the bedroom"},
		{"Take a five-minute break every hour.", "Take a break"},
		{"Do 3 sets of 10 squats, three times a week.", "Do squats"},
		{"Try not to nap in the late afternoon.", "Avoid napping"},
		{"Keep your bedroom cool, dark and quiet.", "Keep your bedroom cool, dark and quiet"},
		{"Eat plenty of dark, leafy greens such as spinach, kale, or collard greens.", "Eat plenty of dark, leafy greens"},
		{"Consider keeping a gratitude journal.", "Keep a gratitude journal"},
		{"Swim at least twice a week.", "Swim"},
		{"Wear a hat when you go out in the sun, because the scalp burns too.", "Wear a hat when you go out in the sun"},
		{"Children should not play in the sun at noon.", "Avoid playing in the sun"},
		{"Sitting still should be limited to half an hour at a time.", "Limit sitting still"},
		{"Remember to floss once a day.", "Floss"},
		{"Go to bed and get up at the same time every day, even at weekends.", "Go to bed and get up at the same time"},
		{"Eat no more than 6 g of salt a day.", "Limit salt"},
		{"Take 8,000 to 10,000 steps a day.", "Take steps"},
		{"Clean your hands and your contact lenses properly to avoid the risk of infection.", "Clean your hands and your contact lenses properly"},
		{"Never sleep in your contact lenses.", "Never sleep in your contact lenses"},
		{"The panel recommends no more than an hour a day of television.", "Limit television"},
		{"Get sunlight on your face for 10 minutes first thing in the morning.", "Get sunlight on your face"},
		{"Ideally, spend at least 20 minutes a day reading to your child.", "Spend time reading to your child"},
		{"Rinse your mouth with water after every meal.", "Rinse your mouth with water"},
		{"It's a good idea to walk to work instead of driving.", "Walk to work instead of driving"},
		{"Do not exceed 400 mg of caffeine a day.", "Limit caffeine"},
		{"You should eat 30 g of fibre a day.", "Eat fibre"},
		{"If you are thirsty, have a glass of water before you eat.", "Have water"},
		{"Sit no longer than 30 minutes at a time.", "Limit sitting"},
		{"Try to fit in two 20-minute strength sessions a week, focusing on the glutes.", "Fit in strength sessions"},
		{"Write down three good things every evening.", "Write down three good things"},
	} {
		found := advice.Find(c[0])
		if len(found) == 0 || found[0].Action != c[1] {
			t.Errorf("%q: %+v, want %q", c[0], found, c[1])
		} else if n := utf8.RuneCountInString(found[0].Action); n > 60 {
			t.Errorf("%q is %d letters long", found[0].Action, n)
		}
	}
}

// What a habit is about tells how it is drawn: the sun for time outdoors.
func TestSubjectKeepsTheWordThatMatters(t *testing.T) {
	for name, stem := range map[string]string{"Spend time outdoors": "outdoor", "Get a little midday sun": "sun", "Drink water": "water", "Avoid screens": "screen", "Walk": "walk", "Brush your teeth": "teeth"} {
		if got := advice.SubjectOf(name); !slices.Contains(got, stem) {
			t.Errorf("%q is about %v, without %q", name, got, stem)
		}
	}
}
