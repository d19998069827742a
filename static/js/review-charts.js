// A page of charts.

import { drawCharts } from "./charts.js";

drawCharts();
