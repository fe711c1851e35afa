import { SetMetadata } from '@nestjs/common';

export const Allow = (...permissions: string[]): MethodDecorator => SetMetadata('permissions', permissions);
export const Public = (): MethodDecorator => SetMetadata('public', true);
