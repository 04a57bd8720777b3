package review

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// Conventions are the built-in ones with what a repository decided about its
// book. A cast that it does not name is left for the book to tell.
func Conventions(decided config.Book) *story.Conventions {
	c := story.Defaults()
	c.Cast, c.Teller, c.Rules = nil, tellerOf(decided.Teller), rulesOf(decided.Rules)
	for _, name := range decided.Cast {
		c.Cast = append(c.Cast, story.Character{Name: name})
	}
	if len(decided.Kinds) > 0 {
		known := *c
		c.Kinds = nil
		for _, k := range decided.Kinds {
			c.Kinds = append(c.Kinds, kindOf(known.Kind(k.ID), k))
		}
	}
	if decided.Words.Replace {
		c.Words = story.Words{NameToken: c.Words.NameToken, Skip: c.Words.Skip}
	}
	addWords(&c.Words, decided.Words)
	return c
}

func tellerOf(decided config.Teller) story.Teller {
	switch decided {
	case config.TellerAnyone:
		return story.Anyone
	case config.TellerNobody:
		return story.Nobody
	}
	return story.OneOfCast
}

func rulesOf(decided config.Rules) story.Rules {
	rules := story.Rules{}
	for name, severity := range decided {
		rules[name] = string(severity)
	}
	return rules
}

// kindOf is a kind as it was decided; what was not said is as in the built-in
// kind of the same id, or follows from the id.
func kindOf(known *story.Kind, decided config.Kind) story.Kind {
	k := story.Kind{
		ID: decided.ID, Name: strings.ReplaceAll(decided.ID, "-", " "),
		Directory: strings.ReplaceAll(decided.ID, "-", "_"),
	}
	if known != nil {
		k = *known
	}
	replace(&k.Name, decided.Name)
	replace(&k.Directory, decided.Directory)
	replace(&k.Pairs, decided.Pairs)
	replace(&k.TitleKey, decided.TitleKey)
	if decided.File != "" {
		k.File, _ = filename.Parse(decided.File) // it was read as settings, and can be
	}
	k.Rules, k.Templates, k.ByHeading = rulesOf(decided.Rules), decided.Templates, decided.Asks == config.AsksHeadings
	if decided.Title != "" {
		k.TitlePrefix = strings.TrimSpace(decided.Title) + " "
		k.Titles = append([]string{decided.Title}, k.Titles...)
	}
	k.Titles = append(slices.Clone(decided.Titles), k.Titles...)
	if len(decided.Questions) > 0 {
		k.Questions, k.Earlier, k.Required, k.Pairs = nil, nil, decided.Required, decided.Pairs
		for _, q := range decided.Questions {
			k.Questions = append(k.Questions, story.Question{ID: q.ID, Text: q.Text, Aliases: q.Aliases, Keys: q.Keys, Optional: q.Optional})
		}
	} else if len(decided.Required) > 0 {
		k.Required = decided.Required
	}
	k.Indexed = k.Required
	return k
}

// addWords adds words to those that are known.
func addWords(words *story.Words, more config.Words) {
	replace(&words.NameToken, more.Name)
	for _, list := range []struct {
		to   *[]string
		from []string
	}{
		{&words.FAQ, more.FAQ},
		{&words.Notice, more.Notice},
		{&words.Sections, more.Sections},
		{&words.Blank, more.Blank},
		{&words.Prompts, more.Prompts},
		{&words.NoAnswer, more.NoAnswer},
		{&words.FirstHand, more.FirstHand},
		{&words.NotePrefix, more.Notes},
		{&words.NoteParts, more.NoteParts},
		{&words.NoteLacks, more.NoteLacks},
		{&words.NoteTasks, more.NoteTasks},
		{&words.NoteDegrees, more.NoteMore},
		{&words.NoteLittle, more.NoteSmall},
		{&words.Conjunction, more.And},
		{&words.Optional, more.Optional},
		{&words.Filler, more.Filler},
		{&words.Unwritten, more.Unwritten},
		{&words.Character, more.Character},
		{&words.Skip, more.NotAStory},
	} {
		*list.to = append(*list.to, list.from...)
	}
}

// IdeaWords are the words ideas are read by.
func IdeaWords(decided config.Book) *idea.Words {
	words, form := idea.English(), decided.Form
	more := map[idea.Field][]string{
		idea.FieldKind: form.Kind, idea.FieldSummary: form.Summary, idea.FieldCharacters: form.Characters,
		idea.FieldMorals: form.Morals, idea.FieldSources: form.Sources,
	}
	for i := range words.Labels {
		words.Labels[i].Phrases = append(words.Labels[i].Phrases, more[words.Labels[i].Field]...)
	}
	words.Stories = append(words.Stories, form.Announce...)
	if decided.Words.Replace {
		words.Nothing, words.Joins, words.Optional = nil, nil, nil
	}
	words.Nothing = append(words.Nothing, decided.Words.NoAnswer...)
	words.Joins = append(words.Joins, decided.Words.And...)
	words.Optional = append(words.Optional, decided.Words.Optional...)
	return words
}

func replace(value *string, by string) {
	if by != "" {
		*value = by
	}
}
