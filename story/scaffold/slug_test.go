package scaffold_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story/scaffold"
)

func TestFileName(t *testing.T) {
	tests := []struct{ name, character, title, want string }{
		{"name first", "Alan", "Tries to foo", "alan_tries_to_foo.md"},
		{"title has the name", "Alan", "Alan tries to foo", "alan_tries_to_foo.md"},
		{"possessive", "Alan", "Alan's trust is rewarded", "alans_trust_is_rewarded.md"},
		{"curly apostrophe", "Alan", "Alan’s trust", "alans_trust.md"},
		{"another word that begins so", "Alan", "Alanine is hard", "alan_alanine_is_hard.md"},
		{"accents", "Zoë", "Zoë débogue à Łódź", "zoe_debogue_a_lodz.md"},
		{"full width", "Alan", "Ａｌａｎ ２ times", "alan_2_times.md"},
		{"languages", "Alan", "Misses C#, C++ & async#12", "alan_misses_c_sharp_cpp_and_async_12.md"},
		{"a path", "Alan", "../../etc/passwd", "alan_etc_passwd.md"},
		{"git's own folder", "Alan", ".git/config", "alan_git_config.md"},
		{"a device, but not alone", "Alan", "CON", "alan_con.md"},
		{"right to left", "Alan", "\u202eevil\u202c \u200bgnp.exe", "alan_evil_gnp_exe.md"},
		{"NUL and line ends", "Alan", "one\x00\r\ntwo", "alan_one_two.md"},
		{"nobody", "", "A story without a teller", "a_story_without_a_teller.md"},
		{"emoji beside words", "Grace", "🦀 waits", "grace_waits.md"},
		{"long", "Alan", strings.Repeat("ever longer ", 25), "alan" + strings.Repeat("_ever_longer", 6) + ".md"},
		{"one long word", "Alan", strings.Repeat("z", 300), "alan_" + strings.Repeat("z", 75) + ".md"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := scaffold.FileName(test.character, test.title)
			if err != nil || got != test.want {
				t.Errorf("FileName(%q, %q) = %q, %v; want %q", test.character, test.title, got, err, test.want)
			}
		})
	}
}

func TestFileNameRefuses(t *testing.T) {
	tests := []struct{ name, character, title, says string }{
		{"nothing", "Alan", "", "needs a title"},
		{"nothing that shows", "Alan", "\u200b\u202e \t", "needs a title"},
		{"only emoji", "Alan", "🦀🚀", "no letters or digits"},
		{"other letters", "Alan", "物語", "Latin letters"},
		{"only the name", "Alan", "Alan", "only says who"},
		{"a device", "", "Com1", "Windows"},
		{"only dots", "", "..", "no letters or digits"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name, err := scaffold.FileName(test.character, test.title)
			var refusal *scaffold.Refusal
			if !errors.As(err, &refusal) || refusal.What != "title" || !strings.Contains(refusal.Error(), test.says) {
				t.Errorf("FileName(%q, %q) = %q, %v; want a refusal of the title saying %q",
					test.character, test.title, name, err, test.says)
			}
		})
	}
}

// FuzzFileName holds every name to the alphabet that is safe everywhere.
func FuzzFileName(f *testing.F) {
	f.Add("Alan", "../../etc/passwd")
	f.Add("", "nul")
	f.Add("Zoë", strings.Repeat("é", 500))
	f.Fuzz(func(t *testing.T, character, title string) {
		name, err := scaffold.FileName(character, title)
		if err != nil {
			return
		}
		slug, ok := strings.CutSuffix(name, ".md")
		if !ok || slug == "" || len(slug) > 80 || strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" ||
			strings.Trim(slug, "_") != slug || strings.Contains(slug, "__") {
			t.Errorf("FileName(%q, %q) = %q", character, title, name)
		}
	})
}
