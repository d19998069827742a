// The page where a game begins.

import { countdowns } from "./countdown.js";

countdowns();
