const SUGGESTION = / Did you mean [^?]*\?/g;

/** A validation message without the names that it suggests, for callers who are not to learn the schema from it. */
export const withoutSuggestion = (message: string): string => message.replaceAll(SUGGESTION, '');
