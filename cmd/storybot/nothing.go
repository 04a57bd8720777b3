package main

import (
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story"
)

// maxNamed is how many titles, questions or names an answer lists.
const maxNamed = 4

// repositoryPage explains the settings of a book.
const repositoryPage = "https://github.com/storybot-app/storybot/blob/main/docs/repository.md"

// nothingRecognised is what to say when none of some files is a story: that,
// what was looked for, and where a book says that its stories look otherwise.
// looked is what each book's stories look like.
func nothingRecognised(files int, looked []*story.Conventions) string {
	var b strings.Builder
	switch files {
	case 0:
		b.WriteString("No Markdown files were found, so there was nothing to check.\n")
		return b.String()
	case 1:
		b.WriteString("The file doesn't look like a story, so nothing was checked.")
	default:
		fmt.Fprintf(&b, "None of the %d files looks like a story, so nothing was checked.", files)
	}
	b.WriteString(" Signs of a story are:\n")
	for i, c := range looked {
		if i == 0 || i < maxNamed && !sameLook(c, looked[0]) {
			lookedFor(&b, c)
		}
	}
	fmt.Fprintf(&b, "In such a directory, one of the other signs is enough; elsewhere it takes two.\n"+
		"If your book's stories look different, describe them in %s:\n  %s\n", config.RepoPath, repositoryPage)
	return b.String()
}

// sameLook reports whether two books' stories are recognised in the same way.
func sameLook(a, b *story.Conventions) bool {
	var of [2]strings.Builder
	lookedFor(&of[0], a)
	lookedFor(&of[1], b)
	return of[0].String() == of[1].String()
}

// lookedFor lists what a story is recognised by.
func lookedFor(b *strings.Builder, c *story.Conventions) {
	var directories, titles, questions, names []string
	for _, k := range c.Kinds {
		if k.Directory != "" {
			directories = append(directories, k.Directory+"/")
		}
		if title := strings.TrimSpace(k.TitlePrefix); title != "" {
			titles = append(titles, "“# "+title+" …”")
		}
		for _, q := range k.Questions {
			if !q.Optional {
				questions = append(questions, "“"+q.Text+"”")
			}
		}
	}
	for _, character := range c.Cast {
		names = append(names, strings.ToLower(character.Name)+"_….md")
	}
	line := func(what string, items []string) {
		if len(items) > maxNamed {
			items = append(items[:maxNamed-1:maxNamed-1], fmt.Sprintf("%d more", len(items)-maxNamed+1))
		}
		if len(items) > 0 {
			fmt.Fprintf(b, "  %s %s\n", what, words.List(items, "or"))
		}
	}
	line("a directory named", directories)
	line("a title such as", titles)
	line("headings such as", questions)
	line("a file name such as", names)
}
