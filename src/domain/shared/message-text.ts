/** What a code says, in both languages; `{name}` stands for a param of the problem. */
export interface MessageText {
  readonly zh: string;
  readonly en: string;
}
