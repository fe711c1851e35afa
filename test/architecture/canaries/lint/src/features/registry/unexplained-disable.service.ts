export const announce = (): void => {
  console.log('registered'); // eslint-disable-line no-console
};
