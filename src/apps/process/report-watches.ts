import { ReportWatches } from '../../features/inspections/index.js';

/** Who looks at test reports while they come in. */
export const REPORT_WATCHES = new ReportWatches([]);
