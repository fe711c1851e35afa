import { forwardRef } from '@nestjs/common';

export const later: unknown = forwardRef(() => String);
