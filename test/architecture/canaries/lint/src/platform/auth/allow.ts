export const Allow =
  (..._permissions: string[]): MethodDecorator =>
  () =>
    undefined;

export const Public = (): MethodDecorator => () => undefined;
