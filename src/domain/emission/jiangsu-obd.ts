import type { ObdReading } from './emission-facts.js';
import type { JiangsuFields } from './jiangsu-fields.js';
import type { JiangsuEdition, JiangsuUpload } from './jiangsu-nodes.js';

const FAULT_CODE = /\b[PCBU][0-9A-F]{4}(?:-?[0-9A-F]{2})?\b/g;
const SEPARATOR = /[,，;；、\s]+/;

/**
 * The diagnosis of an upload. `communication` 0 is success; `troubleid` 0 is "there are some" (of fault codes, and in the
 * petrol upload of 2019 of the indicator's alarm); `obdzsq` 0 is an indicator in order. The kilometres since the indicator
 * lit tell whether it is on where nothing else does.
 */
export function jiangsuObd(
  edition: JiangsuEdition,
  upload: JiangsuUpload,
  fields: JiangsuFields,
): ObdReading {
  const alarmed = edition === 'JIANGSU_2019' && upload === 'OBD_PETROL';
  const trouble = fields.digit('troubleid', '0', '1');
  const lit = fields.number('milodo');
  const milOn = alarmed ? trouble : lit === null ? null : lit.value > 0;
  return {
    communicates: fields.digit('communication', '0', '1'),
    milOn,
    indicatorAgrees: fields.digit('obdzsq', '0', '1'),
    dtc: [...new Set((fields.words('trouble_desc') ?? '').toUpperCase().match(FAULT_CODE) ?? [])],
    readinessIncomplete: incompleteIn(fields),
    calIds: listIn(fields, 'calid'),
    cvns: listIn(fields, 'cvn'),
    vin: null,
    kmSinceClear: null,
  };
}

/** `isready` 0: nothing is unfinished; else the list says what, or nobody knows how much. */
function incompleteIn(fields: JiangsuFields): number | null {
  const unfinished = fields.digit('isready', '1', '0');
  if (unfinished === false) return 0;
  const list = listIn(fields, 'isreadyfailitem');
  return list.length > 0 ? list.length : null;
}

function listIn(fields: JiangsuFields, node: string): readonly string[] {
  return (fields.words(node) ?? '').split(SEPARATOR).filter((one) => one !== '');
}
