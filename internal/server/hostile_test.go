package server_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// pull opens a pull request of a writer's fork, on a branch of its own.
func (s *stage) pull(title string, files map[string][]byte) int {
	s.t.Helper()
	number, err := s.OpenPullRequest(githubsim.PullRequestInput{Login: writer, Fork: true, Title: title, Files: files})
	s.done(err)
	return number
}

// echoed checks what the bot wrote, and that it did echo.
func (s *stage) echoed(number int, word string) {
	s.t.Helper()
	view := s.View(number)
	if said := s.harmlessView(view); !strings.Contains(said, word) {
		s.t.Errorf("#%d does not say %q: %.1000q", number, word, said)
	}
}

// oneLine is a hostile text for a place that holds no line ends.
func oneLine(text string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(text) }

// TestHostileReferences: the label of a reference that is defined nowhere.
func TestHostileReferences(t *testing.T) {
	s := newStage(t, nil)
	var numbers []int
	for some := range slices.Chunk(hostile(), 15) {
		text := full
		for _, label := range some {
			text += "\nSee [" + strings.NewReplacer("[", `\[`, "]", `\]`).Replace(label) + "].\n\nAnd ![" + label + "] and [" + label + "].\n"
		}
		text += "\n[@org/team] [fixes #4242] [o/r#4242] [![x](http://evil.example)]\n"
		numbers = append(numbers, s.pull("Grace "+oneLine(some[0]), files(text)))
	}
	s.settle()
	for _, number := range numbers {
		s.echoed(number, "leads nowhere yet")
	}
}

// TestHostileFileNames: the name of a page that a link should lead to, of a
// story, and of a file that is too large.
func TestHostileFileNames(t *testing.T) {
	more := map[string]string{}
	for i := range hostile() {
		more[fmt.Sprintf("src/page_%d.md", i)] = fmt.Sprintf("# Page %d\n\nIt has words enough to be known again, %d of them.\n", i, i*i)
	}
	s := newStage(t, more)
	story, changed := full, map[string][]byte{}
	var numbers []int
	for i, name := range hostile() {
		page := fmt.Sprintf("src/page_%d.md", i)
		name = strings.ReplaceAll(oneLine(name), "/", "")
		name = strings.Trim(strings.ToValidUTF8(name[:min(len(name), 100)], ""), " .")
		story += fmt.Sprintf("\nSee [that page](../page_%d.md).\n", i)
		changed[page], changed["src/"+name+" "+strconv.Itoa(i)+".md"] = nil, []byte(more[page])
		changed["src/status_quo/grace "+name+".md"] = []byte(full)
		if i%15 == 14 || i == len(hostile())-1 {
			changed[place] = []byte(story)
			numbers = append(numbers, s.pull("Grace moves pages", changed))
			story, changed = full, map[string][]byte{}
		}
	}
	large := []byte(full + strings.Repeat("waiting and waiting\n", 60_000))
	numbers = append(numbers, s.pull("Grace pastes", map[string][]byte{
		place: []byte(full), "src/status_quo/@evil fixes #4242.md": large, "src/status_quo/[evil](http:evil.example).md": large,
	}))
	s.settle()
	for i, number := range numbers {
		s.echoed(number, []string{"is meant", "over 1 MB"}[i/(len(numbers)-1)])
	}
}

// TestHostileSettings: a key or a value of settings that a pull request brings.
func TestHostileSettings(t *testing.T) {
	s := newStage(t, nil)
	var numbers []int
	for i, text := range hostile() {
		settings := strconv.QuoteToASCII(text) + ": 1\n"
		if i%2 == 1 {
			settings = "book:\n  kinds:\n    - id: a\n      questions: [{id: b, text: c}]\n      required: [" + strconv.QuoteToASCII(text) + "]\n"
		}
		numbers = append(numbers, s.pull("Settings", map[string][]byte{config.RepoPath: []byte(settings)}))
	}
	s.settle()
	for _, number := range numbers {
		s.echoed(number, "the last valid settings apply")
	}
}

// TestHostileConventions: names of characters and kinds, and questions, that
// the book's own settings give.
func TestHostileConventions(t *testing.T) {
	s := newStage(t, nil)
	var cast, kinds strings.Builder
	var stories []string
	template, err := s.File("", "src/status_quo/template.md")
	s.done(err)
	for i, text := range hostile() {
		fmt.Fprintf(&cast, "    - %s\n", strconv.QuoteToASCII(text))
		template = fmt.Appendf(template, "\n### %s\n\n*Say what you think.*\n", oneLine(text))
		if i < 9 && 5*i+5 <= len(hostile()) {
			fmt.Fprintf(&kinds, "    - {id: kind%d, name: %s, directory: %s}\n", i,
				strconv.QuoteToASCII(strings.Join(hostile()[5*i:5*i+5], " ")), strconv.QuoteToASCII(strings.NewReplacer("/", "", ":", "", `\`, "").Replace(oneLine(text))))
		}
		if i%15 == 0 {
			stories = append(stories, strings.ReplaceAll(full, "Grace", "Somebody"))
		}
		stories[len(stories)-1] += "\n### " + oneLine(text) + "\n"
	}
	settings := "book:\n  cast:\n" + cast.String() + "  kinds:\n    - id: status-quo\n" + kinds.String()
	s.done(s.Commit(owner, "main", "Settings", map[string][]byte{config.RepoPath: []byte(settings), "src/status_quo/template.md": template}))
	var numbers []int
	for _, text := range stories {
		numbers = append(numbers, s.pull("A story", files(text)))
	}
	story := numbers[0]
	idea := s.idea("Status quo story idea: somebody waits", "### Brief summary\n\nSomebody waits.\n", "status-quo")
	unsure := s.idea("Story idea: somebody waits", "### Brief summary\n\nSomebody waits for long.\n")
	s.settle()
	for _, number := range append(numbers, idea, unsure) {
		s.say(writer, number, "/scaffold quickly\n/character nobody\n/character\n/scaffold kind3 \"x\"")
		s.settle()
		s.harmlessView(s.View(number))
	}
	s.echoed(story, "choose one of the cast")
	s.echoed(story, "The template also asks")
	s.echoed(story, "has no answer yet")
	s.echoed(idea, "There's no character")
	s.echoed(unsure, "Which kind of story")
}

// TestHostileWords: reasons, and words after a command.
func TestHostileWords(t *testing.T) {
	s := newStage(t, nil)
	story := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	for _, text := range hostile() {
		text = oneLine(text)
		s.say(writer, story, "/explain "+text+"\n/character "+text+"\n/help "+text+"\n/unwaive "+text+"\n/"+text)
	}
	s.settle()
	rules := []string{"draft-notice", "title", "location", "summary", "broken-link", "html-link", "template-text", "encoding"}
	for some := range slices.Chunk(hostile(), len(rules)) {
		waived := ""
		for i, text := range some {
			waived += "/waive " + rules[i] + ": " + oneLine(text) + "\n"
		}
		s.say(member, story, waived)
		s.settle()
		s.harmless("report", ours(s.View(story))[0])
	}
	s.echoed(story, "**Waived**")
	s.echoed(story, "There's no check called")
}

// TestHostileTitlesAndNames: titles and words of ideas, and the names of people, in the
// guidance and in the draft that is begun.
func TestHostileTitlesAndNames(t *testing.T) {
	s := newStage(t, nil)
	numbers := map[int]bool{}
	i := 0
	for some := range slices.Chunk(hostile(), 3) {
		text := strings.Join(some, " ")
		i++
		login := fmt.Sprintf("reader%d", i)
		s.sim.AddUser(login, text)
		number, err := s.OpenIssue(login, "Grace waits "+text[:min(len(text), 200)], strings.Replace(ideaBody, "Waiting costs.", oneLine(text), 1), "status-quo")
		s.done(err)
		numbers[number] = true
	}
	s.settle()
	for number := range numbers {
		s.say(member, number, "/scaffold")
	}
	s.settle()
	drafts := 0
	for _, view := range s.Issues() {
		view = s.View(view.Number)
		s.harmlessView(view)
		if !view.IsPull {
			continue
		}
		drafts++
		s.plain("title", view.Title)
		s.harmless("draft", view.Body)
		if len(view.Closes) != 1 || !numbers[view.Closes[0]] {
			t.Errorf("#%d closes %v", view.Number, view.Closes)
		}
		for _, commit := range view.Commits {
			s.plain("commit", commit.Message)
			if got := strings.Count(commit.Message, "<"); got != 1 {
				t.Errorf("%d addresses in %q", got, commit.Message)
			}
		}
	}
	if want := len(numbers) - 3; drafts < want {
		t.Errorf("%d drafts of %d ideas, want %d at least", drafts, len(numbers), want)
	}
}

// TestHostileBranch: somebody's branch that is named as ours are is not ours,
// and its name is neither used nor echoed.
func TestHostileBranch(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	branch := fmt.Sprintf("storybot/idea-%d-`@evil`(fixes#4242)<img", number)
	theirs, err := s.OpenPullRequest(githubsim.PullRequestInput{Login: member, Branch: branch, Title: "Mine", Files: files(full)})
	s.done(err)
	s.done(s.CloseIssue(member, theirs))
	s.settle()
	s.say(member, number, "/scaffold")
	ours := s.seen(theirs + 1)
	if ours.HeadBranch != fmt.Sprintf("storybot/idea-%d-grace-waits", number) || s.View(theirs).Title != "Mine" {
		t.Errorf("the draft is on %q, and theirs is called %q", ours.HeadBranch, s.View(theirs).Title)
	}
	s.harmless("draft", ours.Body)
}
