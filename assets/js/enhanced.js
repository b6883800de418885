// The script with htmx: marked forms are sent in the background and the page
// that answers is drawn over the one on the screen. A build takes this entry
// where htmx is installed, and app.js where it is not.
import { morph } from "./morph.js";
import { background } from "./send.js";
import { start } from "./start.js";

start(background(morph));
