export const quoted = "double";
