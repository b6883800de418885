//go:build browser

package chromium

import (
	"os"
	"strings"
)

// Axe runs axe-core, the script GLOSS_AXE names, over the page and returns what
// it finds, a line each. Where GLOSS_AXE is not set it finds nothing: .ci/browser
// has said so, and in CI has failed.
func (tab *Tab) Axe() []string {
	tab.T.Helper()
	source := os.Getenv("GLOSS_AXE")
	if source == "" {
		return nil
	}
	script, err := os.ReadFile(source)
	if err != nil {
		tab.T.Fatal(err)
	}
	tab.Run(string(script) + ";0")
	found := Eval[string](tab, `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v =>
		v.id + ": " + v.help + " at " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")).join("\n"))`)
	if found == "" {
		return nil
	}
	return strings.Split(found, "\n")
}
