import { ReportWatches } from '../../features/inspections/index.js';
import { IntegrityWatch } from '../../features/integrity/index.js';

/** Who looks at test reports while they come in. */
export const REPORT_WATCHES = new ReportWatches([new IntegrityWatch()]);
