export class MarkProcessor {
  readonly job = 'mark';
}
