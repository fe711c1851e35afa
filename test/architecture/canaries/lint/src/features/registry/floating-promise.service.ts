export const run = (save: () => Promise<void>): void => {
  save();
};
