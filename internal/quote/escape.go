package quote

import (
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// zeroWidth breaks a mention, a reference or an address without changing how it reads.
const zeroWidth = "\u200b"

// What GitHub makes a link, a mention, a picture or an order of, wherever it
// stands in a text. A reference may also be completed by what follows the piece.
var (
	mentions   = lazyregexp.New(`[@＠﹫]`)
	references = lazyregexp.New(`(?i)([#＃﹟]|gh-)(\p{Nd}|$)`)
	addresses  = lazyregexp.New(`://`)
	hosts      = lazyregexp.New(`(?i)(w)(ww(?:\.|$))`)
	emoji      = lazyregexp.New(`:([0-9A-Za-z_+-]+:)`)
	skips      = lazyregexp.New(`(?i)\[((?:skip|no) ci|ci skip|skip actions|actions skip)\]`)
)

// defused breaks what GitHub would make of a piece wherever it stands: mentions,
// references (and with them closing words), addresses, named emoji.
func defused(text string) string {
	text = mentions().ReplaceAllString(text, "$0"+zeroWidth)
	text = references().ReplaceAllString(text, "$1"+zeroWidth+"$2")
	text = addresses().ReplaceAllString(text, ":"+zeroWidth+"//")
	text = hosts().ReplaceAllString(text, "$1"+zeroWidth+"$2")
	return emoji().ReplaceAllString(text, ":"+zeroWidth+"$1")
}

// punctuation is what Markdown and HTML give a meaning, within a line. Signs of
// HTML become entities, so that they are also safe where Markdown is not read.
var punctuation = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "{", `\{`, "}", `\}`, "[", `\[`, "]", `\]`,
	"(", `\(`, ")", `\)`, "+", `\+`, "!", `\!`, "|", `\|`, "~", `\~`, "$", `\$`, "^", `\^`,
)

// beginnings are what a line of a list, a heading or a rule begins with.
var beginnings = lazyregexp.New(`^(\d*)([-=#:.])`)

// Markdown is a message as Markdown: in running text, a heading, a list or the
// text of a link, each piece reads as it was written and is nothing but text.
func Markdown(message string) string {
	return rewrite(message, undirected, func(p piece) string {
		if p.code {
			return codeSpan(p.text)
		}
		return beginnings().ReplaceAllString(punctuation.Replace(defused(p.text)), `$1\$2`)
	})
}

// codeSpan is a piece in code, which it cannot end. In code GitHub makes
// nothing of mentions, references and entities.
func codeSpan(text string) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

// Title is a message as text that is no Markdown: a title, which GitHub copies
// into commits, a label's description, an annotation.
func Title(message string) string { return rewrite(message, undirected, harmless) }

// Commit is a message as that of a commit, its trailers included: no piece
// closes anything, skips a workflow, or names another person in a trailer.
func Commit(message string) string {
	angles := strings.NewReplacer("<", "", ">", "")
	return rewrite(message, undirected, func(p piece) string { return angles.Replace(harmless(p)) })
}

// harmless is a piece where Markdown is not read.
func harmless(p piece) string {
	text := skips().ReplaceAllString(defused(p.text), "["+zeroWidth+"$1]")
	if p.code {
		return "`" + text + "`"
	}
	return text
}

// Ref is a message as the name of a branch: of pieces only letters, digits and
// hyphens are left.
func Ref(message string) string {
	return rewrite(message, undirected, func(p piece) string {
		return strings.Map(func(r rune) rune {
			if r == '-' || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return r
			}
			return -1
		}, p.text)
	})
}

// undirected drops from text of ours what turns the direction of text: it has
// none, so a piece came in without a mark.
func undirected(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}
