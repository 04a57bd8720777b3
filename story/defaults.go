package story

// Defaults are the conventions of a vision document such as the wg-async book:
// two kinds, four characters. They hold questions but no template.
func Defaults() *Conventions {
	return &Conventions{
		Kinds: []Kind{statusQuo(), shinyFuture()},
		Cast:  []Character{{Name: "Alan"}, {Name: "Grace"}, {Name: "Niklaus"}, {Name: "Barbara"}},
		Words: words(),
	}
}

func statusQuo() Kind {
	return Kind{
		ID: "status-quo", Name: "status quo", Directory: "status_quo",
		TitlePrefix: "😱 Status quo stories: ",
		Titles:      []string{"status quo stories", "status quo story", "status quo"},
		Columns:     []string{"status quo"},
		Required:    []string{"morals", "sources"},
		Indexed:     []string{"morals", "sources"},
		Questions: []Question{
			{ID: "morals", Text: "What are the morals of the story?", Aliases: []string{
				"what are the morals of _ story", "what is the moral of _ story", "what are the morals", "what is the moral",
				"morals of _ story", "moral of _ story", "morals", "what are the takeaways * story", "what are the main takeaways * story",
			}, Keys: []string{"moral|morals|takeaway|takeaways|lesson|lessons", "take|taken away", "take aways", "learn|learned|learnt|learning|learnings", "conclusion|conclusions"}},
			{ID: "sources", Text: "What are the sources for this story?", Aliases: []string{
				"what are the sources for _ story", "what are the sources of _ story", "what is the source for _ story", "what is the source of _ story",
				"what are the sources", "what are your sources", "what are the sources for _", "sources for _ story", "sources",
				"are you just making this stuff up", "are you just making this up", "is this based on a true story", "what is this story based on",
			}, Keys: []string{
				"source|sources|reference|references|evidence|inspiration", "come|comes|came|taken from", "is|was _ from", "based on", "inspired", "true story", "this|story|it true",
				"really happen|happened", "happen|happened to you", "made|make|making this|it up", "made up", "this|story|it|of _ real",
			}},
			{ID: "why-character", Text: "Why did you choose NAME to tell this story?", Aliases: []string{
				"why did you choose * to tell _ story", "why did you pick * to tell _ story", "why was * chosen to tell _ story",
				"why choose * to tell _ story", "why did you choose _ for _ story", "why did you choose this character",
			}, Keys: []string{"why * NAME", "why * character|protagonist", "choice of * NAME", "choice of * character|protagonist"}},
			{ID: "other-characters", Text: "How would this story have played out differently for the other characters?", Aliases: []string{
				"how would _ story have played out differently for * other characters", "how would _ story have played out for * other characters",
				"how would _ story play out differently for * other characters", "how would _ story play out for * other characters",
				"how would _ have played out differently for * other characters", "how might _ story have played out differently for * other characters",
				"how would * differ for * other characters", "how would _ story have played out differently with * other characters",
			}, Keys: []string{"other|another|different character|characters", "difference|differences", "other people", "somebody|someone else", "the others"}},
		},
	}
}

func shinyFuture() Kind {
	return Kind{
		ID: "shiny-future", Name: "shiny future", Directory: "shiny_future",
		TitlePrefix: "✨ Shiny future stories: ",
		Titles:      []string{"shiny future stories", "shiny future story", "shiny future", "shiny vision stories", "shiny vision story"},
		Columns:     []string{"shiny future", "shiny vision"},
		Required:    []string{"retells"},
		Indexed:     []string{"retells"},
		Pairs:       "retells",
		Questions: []Question{
			{ID: "retells", Text: "What status quo stories are you retelling?", Aliases: []string{
				"what status quo * are you retelling", "which status quo * are you retelling", "what * story are you retelling",
				"what * stories are you retelling", "which * story are you retelling", "which * stories are you retelling",
			}, Keys: []string{"retell|retells|retelling|retold", "which|what * status quo"}},
			{ID: "key-attributes", Text: "What are the key attributes of this shiny future?", Aliases: []string{"what are the key attributes *", "what are the key points you were trying to convey *"}},
			{ID: "most-shiny", Text: "What is the \"most shiny\" about this future?", Aliases: []string{"what is the most shiny *", "what is most shiny *"}},
			{ID: "pitfalls", Text: "What are some of the potential pitfalls about this future?", Aliases: []string{"what are * potential pitfalls *", "what are the pitfalls *"}},
			{ID: "surprises", Text: "Did anything surprise you when writing this story? Did the story go any place unexpected?", Aliases: []string{"did anything surprise you *"}},
			{ID: "variations", Text: "What are some variations of this story that you considered, or that you think might be fun to write? Have any variations of this story already been written?", Aliases: []string{"what are some variations of _ story *"}},
			{ID: "to-figure-out", Text: "What are some of the things we'll have to figure out to realize this future? What projects besides Rust itself are involved, if any?", Optional: true, Aliases: []string{"what are some of the things well have to figure out *", "what are the things well have to figure out *"}},
		},
		Earlier: []Question{
			{ID: "excited", Text: "What is NAME most excited about in this future? Are they disappointed by anything?", Aliases: []string{"what is * most excited about *", "what are * most excited about *"}},
			{ID: "alternative", Text: "If this is an alternative to another shiny future, which one, and what motivated you to write an alternative?", Optional: true, Aliases: []string{"if this is an alternative *"}},
			{ID: "projects-benefit", Text: "What projects benefit the most from this future?", Aliases: []string{"what projects benefit *"}},
			{ID: "projects-hindered", Text: "Are there any projects that are hindered by this future?", Aliases: []string{"are there any projects that are hindered *"}},
			{ID: "incremental-steps", Text: "What are the incremental steps towards realizing this shiny future?", Optional: true, Aliases: []string{"what are the incremental steps *"}},
			{ID: "cooperation", Text: "Does realizing this future require cooperation between many projects?", Optional: true, Aliases: []string{"does realizing this future require cooperation *"}},
		},
	}
}

func words() Words {
	return Words{
		FAQ:       []string{"* frequently asked questions *", "faq", "faqs", "frequently asked question"},
		Notice:    []string{"* draft status *", "warning draft *"},
		Sections:  []string{"the story", "story", "* problem", "brief summary", "summary", "the problem *", "introduction", "background", "outline", "the searching", "the solution"},
		Character: []string{"character", "characters"},
		Unwritten: []string{"not yet written", "not written yet", "none yet", "tbd", "todo", "volunteer|volunteers|writer|writers|help wanted|needed", "looking for a|the volunteer|writer"},
		Blank:     []string{"template", "title", "title here", "your title", "your title here", "name of your story"},
		NameToken: "NAME",
		Prompts: []string{
			"write your story here", "here are some standard faq", "talk about the major takeaways", "talk about what the story is based on",
			"talk about the character you used", "in some cases there are problems that only occur", "nb these are generic faqs",
			"link to status quo stories if they exist", "link to the status quo stories here", "summarize the main attributes",
			"thing about rusts core value", "think about rusts core value", "the act of writing shiny future stories", "often when writing stories we think about",
			"often the shiny future stories involve", "think about * top priority", "cite the other story be specific", "if this is not an alternative you can skip",
			"talk about the actual work we will do", "you dont have to have the whole path", "for example if you are describing an interface in libstd",
			"explain your key points here", "cite important sources here", "write these", "give a brief summary of the story", "write some morals here",
			"list some projects here",
		},
		Headers: []string{
			"this is a template for adding", "create a new file in the", "do not add a link to your story", "for more detailed instructions see",
			"if youre looking for ideas of what to write",
		},
		NoAnswer: []string{
			"todo|tbd|tba|wip|xxx|fixme|pending|later|placeholder|answer", "t b d|a", "to do", "coming|more soon", "more to come *", "work in progress *", "lorem ipsum *",
			"to be added|announced|confirmed|continued|completed|decided|defined|determined|discussed|done|filled|finished|provided|updated|written *",
			"will be added|completed|decided|discussed|done|filled|finished|provided|updated|written *", "will follow *", "to follow",
			"will|ill|well add|complete|do|fill|finish|update|write this|that|these|those|it|them|more *", "i|we will add|complete|do|fill|finish|update|write this|that|these|those|it|them|more *",
			"i|we still have|need to add|complete|do|fill|finish|update|write this|that|these|those|it|them|more *", "still need|needs|have|has to add|complete|do|fill|finish|update|write this|that|these|those|it|them|more *",
			"still need|needs writing|work|content", "dont know yet", "i dont know yet", "not done|sure|ready|written|clear yet", "im not sure yet", "none|nothing yet", "nothing|none here yet", "not yet written",
			"write this", "write this later", "add this|it|them|more later", "fill this|me|it|these in *", "fill in", "fill in here|later|please",
			"your|my answer|answers|text|words|morals|sources", "your|my answer|answers|text|words * here", "answer|answers * here", "placeholder text|answer", "text|answer goes here",
			"see above|below", "as above", "ask _", "ask _ about this|that|these|it|them", "need|have|must|should|will|ill ask _", "i need|have|must|should|will ask _", "need|have to ask _", "i need|have to ask _",
		},
		FirstHand: []string{
			"experience", "experiences", "experienced", "experiencing", "personal", "personally", "myself", "my", "our", "we", "happened to", "friend", "friends", "anonymous", "confidential", "private",
			"i hit", "i had", "i was", "i ran into", "discussions", "discussion with", "conversations", "conversation with", "talk with", "talks with",
			"talking to", "talked to", "chat with", "chats with", "colleague", "colleagues", "coworker", "coworkers", "thought experiment", "made up",
			"made it up", "made this up", "fictional", "fiction", "imagined", "links embedded", "links above", "links in the story", "linked above", "linked in the story", "at work", "on the job",
		},
		NotePrefix: []string{"todo", "tbd", "xxx", "fixme", "tbc", "tba", "tk", "wip"},
		NoteOpenings: []string{
			"note to self", "we need to make this better", "need to make this better", "make this better", "flesh this out", "need to flesh",
			"expand this", "expand on this", "rewrite this", "reword this", "to be continued", "more to come", "add more here", "write more here",
			"not sure if this belongs", "not sure where this goes", "this section needs", "this part needs", "this story needs", "this paragraph needs",
			"need to add", "rewrite this", "lorem ipsum", "blah blah", "more here", "more about this here", "i still have to write", "i still need to write", "still to be written", "add _ here", "insert _ here", "mention _ here", "check this", "double check this", "find a better",
		},
		NoteBrackets: []string{
			"link _", "insert _", "add _", "cite _", "citation needed", "fill in", "describe _", "explain _", "expand _", "write _",
			"rewrite _", "note to self", "picture of", "screenshot of", "your _", "more about", "more details", "more here", "look up",
		},
		NoteAsides: []string{
			"link", "undecided", "undecided _", "elaborate _", "clarify _", "reword _", "rephrase _", "cite _", "mention _", "fill in", "fill this", "fix this", "fix wording", "flesh out",
			"citation needed", "source needed", "example needed", "picture here", "screenshot here", "example here", "more here", "more about this",
			"more details here", "to be written", "to be decided", "to be added", "to be continued", "to be confirmed", "to be discussed", "to be done",
			"note to self", "needs work", "needs a", "needs an", "needs more", "need a", "need an", "need to", "need more", "not sure if this", "not sure about this", "not sure yet", "rest of the", "rest to follow", "double check", "find a better", "check with",
		},
		NoteVerbs: []string{
			"show", "link", "insert", "paste", "add", "write", "explain", "quote", "include", "check", "find", "replace", "fix", "drop", "cut", "move", "merge",
			"shorten", "verify", "confirm",
		},
		NoteObjects: []string{
			"the", "a", "an", "this", "that", "these", "it", "them", "to", "here", "how", "why", "what", "where", "when", "who", "which", "more", "some", "link", "links", "if",
			"screenshot", "screenshots", "picture", "pictures", "image", "diagram", "code", "snippet", "output", "log", "logs", "stack", "trace", "example", "examples",
			"source", "sources", "details", "names", "numbers", "reference", "references", "footnote",
		},
		NoteLinks: []string{"link", "links"},
		NoteWriting: []string{
			"elaborate", "clarify", "reword", "rephrase", "rewrite", "describe", "explain", "expand", "cite", "shorten", "mention", "spell",
		},
		NoteTexts: []string{
			"part", "parts", "section", "sections", "paragraph", "paragraphs", "sentence", "sentences", "chapter", "wording", "title", "heading", "ending",
			"intro", "introduction", "story", "text", "screenshot", "screenshots", "picture", "pictures", "diagram", "quote", "quotes", "source", "sources",
			"link", "links", "example", "examples", "numbers", "dates", "names", "details", "spelling", "grammar", "reference", "references", "footnote", "here",
		},
		NoteHeads: []string{"note", "nb", "reminder", "to do"},
		NoteStubs: []string{
			"unfinished", "incomplete", "draft", "rough draft", "first draft", "early draft", "stub", "placeholder", "under construction", "work in progress",
			"not finished", "not finished yet", "not yet finished", "not done yet", "not complete yet", "not yet complete", "not written yet", "not yet written",
			"still unfinished", "still incomplete", "to be done", "to be written", "to be finished", "to be completed", "to do", "coming soon", "more soon",
			"more later", "more on this later", "more on that later", "finish this", "finish this _", "finish me", "fill this in", "fix this", "fix this _",
			"needs work", "needs rewording", "needs rewriting", "needs editing", "needs polish", "needs a better _", "needs a source", "needs an example", "needs more _",
			"something about _ goes here", "section on _ goes here", "text goes here", "picture goes here", "screenshot goes here", "example goes here", "more goes here",
		},
		NoteParts: []string{
			"scene", "scenes", "dialogue", "dialogues", "dialog", "opening", "beginning", "middle", "conclusion", "transition", "caption", "epilogue", "prologue", "outro", "summary",
			"moral", "morals", "plot", "description", "photo", "photos", "pic", "pics", "image", "images", "figure", "figures", "diagrams", "graph", "chart", "map", "table", "sketch",
			"illustration", "drawing", "quotation", "citation", "metaphor", "analogy", "joke", "anecdote", "code", "sample", "snippet", "date", "name", "number", "detail", "bit", "half",
			"line", "lines", "word", "words", "term", "phrase", "facts", "statistics", "background", "context", "argument", "explanation", "definition", "translation", "footnotes", "headings", "rest", "place", "spot",
		},
		NoteLacks: []string{"missing", "needed", "lacking", "pending", "tbd", "todo", "unwritten", "unfinished", "incomplete", "unclear", "undecided", "decided", "written", "done", "finished", "yet", "follows", "follow", "come", "comes", "goes"},
		NoteNeeds: []string{"needs", "need", "lacks", "could", "missing"},
		NoteTasks: []string{
			"finish", "redo", "rework", "revise", "tighten", "trim", "polish", "improve", "edit", "proofread", "split", "delete", "put", "tell", "ask", "research", "simplify", "condense",
			"summarize", "summarise", "introduce", "mark", "reorder", "flesh", "rethink", "restructure",
		},
		NoteDegrees: []string{
			"more", "less", "better", "nicer", "clearer", "stronger", "simpler", "shorter", "longer", "too", "long", "short", "slow", "clumsy", "weak", "stiff", "vague",
			"awkward", "boring", "wordy", "dry", "dull", "thin", "flat", "half", "maybe", "perhaps", "still", "again", "final", "good", "double", "fact",
		},
		NotePlaces: []string{"here", "later", "earlier", "tomorrow", "soon", "somewhere", "elsewhere", "up", "down"},
		NoteLittle: []string{
			"a", "an", "the", "this", "that", "these", "those", "it", "them", "to", "of", "in", "on", "for", "from", "with", "about", "and", "or", "be", "is", "not", "use", "some", "one", "first", "second",
			"third", "last", "next", "new", "real", "my", "w", "at", "into", "showing", "between", "whole", "please", "any", "another", "by", "actual", "exact", "right",
		},
		NoteQueries: []string{"which", "which _", "when", "when _", "how many|much|long|often", "where", "what", "why", "how", "who", "sp", "spelling"},
		NoteUnsure: []string{
			"not sure about|how|if|what|where|whether|which|why _", "i|we dont know how|what|where to _", "i|we still have|need|want to _", "i|we must still _", "no idea how|what|where to _", "check w _", "too long|short|slow|vague|wordy|technical",
		},
		NoteGaps: []string{
			"example", "examples", "screenshot", "screenshots", "picture", "photo", "diagram", "quote", "quotes", "citation", "reference", "references", "ref",
			"source", "sources", "details", "more", "number", "numbers", "date", "dates", "name", "names",
			"fix", "verify", "check", "reword", "shorten",
		},
		NoteSources: []string{"link", "source", "sources", "ref", "reference", "example", "examples", "name", "date", "where", "when", "which", "citation", "quote", "number"},
		NoteUnits: []string{
			"ms", "s", "sec", "seconds", "min", "minutes", "hours", "days", "weeks", "months", "years", "kb", "mb", "gb", "kib", "mib", "gib", "bytes",
			"lines", "times", "people", "users", "files", "requests", "percent", "degrees", "dollars", "euros", "km", "meters",
		},
		NoteDangling: []string{"and", "or", "but", "nor", "because", "although", "whereas", "unless", "than", "the", "a", "an", "my", "your", "their"},
		NoNote:       []string{"list", "lists", "item", "items", "app", "apps", "comment", "comments", "marker", "markers", "tag", "tags", "test", "tests"},
		Editorial:    []string{"sic", "emphasis added", "emphasis mine", "emphasis ours", "redacted", "elided", "snip", "omitted"},
		Conjunction:  []string{"and", "with"},
		Of:           []string{"of"},
		Optional:     []string{"optional"},
		Filler: []string{
			"a", "about", "all", "an", "and", "any", "anything", "are", "as", "at", "background", "be", "been", "behind", "book", "by", "can", "could", "did", "do", "does", "for", "from", "go", "had", "has",
			"have", "he", "here", "how", "i", "further", "if", "in", "is", "it", "its", "just", "key", "main", "may", "me", "might", "more", "my", "new", "notes", "of", "on", "or", "our", "out", "own", "please", "reader",
			"readers", "really", "say", "section", "she", "should", "so", "some", "someone", "something", "still", "stories", "story", "tale", "that", "the", "their", "them", "then", "there", "these", "they",
			"this", "those", "thoughts", "to", "us", "was", "we", "were", "what", "whats", "when", "where", "wheres", "which", "who", "why", "will", "with", "would", "writing", "you", "your", "yours",
		},
		Skip: []string{"template", "readme", "summary", "index"},
	}
}
