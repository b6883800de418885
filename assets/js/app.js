// The script without htmx: forms are sent as the browser sends them.
import { start } from "./start.js";

start(() => false);
