package page

import "strings"

// cells is how many cells the tables of a text could have. GitHub's tables have
// as many in each row as there are columns, however short the row is, so that
// forty kilobytes could be fifty million.
func cells(source string) int {
	count, columns := 0, 0
	for line := range strings.Lines(source) {
		bare := strings.TrimSpace(line)
		switch {
		case bare == "":
			columns = 0
		case strings.Trim(bare, "|:->+*0123456789.) \t\r") == "":
			columns = max(columns, strings.Count(bare, "|")+1)
		}
		count += columns
	}
	return count
}
