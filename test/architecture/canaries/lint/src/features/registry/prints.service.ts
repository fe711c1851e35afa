export const announce = (): void => {
  console.log('registered');
};
