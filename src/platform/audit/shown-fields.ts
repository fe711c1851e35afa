/** Fields that an answer could hold in clear, and of which records; null: of all that the audit line names. */
export interface Shown {
  readonly fields: readonly string[];
  readonly subjects: readonly string[] | null;
}

/** Answers whose fields are the same for everybody, under the name that stands for them in an audit line. */
const FIXED_ANSWERS: Readonly<Record<string, readonly string[]>> = {
  ROADSIDE_ANSWER: [
    ...[
      'verdict',
      'reasons',
      'vin',
      'frameNo',
      'plate',
      'vehicleType',
      'useNature',
      'fuel',
      'stage',
      'massKg',
    ],
    ...['engineModel', 'firstRegisteredOn', 'division', 'ownerKind', 'status', 'retrofit', 'flags'],
  ],
  PLATE_VERDICT: ['verdict', 'reasons', 'vehicleId'],
};
export type FixedAnswer = 'ROADSIDE_ANSWER' | 'PLATE_VERDICT';

/** Puts records that were shown with the same fields together; one group stands for all of them. */
export function groupShown(
  records: readonly { readonly subject: string; readonly fields: readonly string[] }[],
): readonly Shown[] {
  const groups = new Map<string, { fields: readonly string[]; subjects: string[] }>();
  for (const { subject, fields } of records) {
    const group = groups.get(fields.join(' ')) ?? { fields, subjects: [] };
    groups.set(fields.join(' '), group);
    group.subjects.push(subject);
  }
  const all = [...groups.values()];
  const [only] = all;
  return all.length === 1 && only !== undefined ? [{ fields: only.fields, subjects: null }] : all;
}

/** What an audit line's detail says was shown; empty for a line that showed nothing. */
export function shownIn(detail: Readonly<Record<string, unknown>>): readonly Shown[] {
  const { shown } = detail;
  if (typeof shown === 'string') return [{ fields: FIXED_ANSWERS[shown] ?? [shown], subjects: null }];
  return Array.isArray(shown) ? (shown as readonly Shown[]) : [];
}
