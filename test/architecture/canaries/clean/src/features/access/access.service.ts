import { Injectable } from '@nestjs/common';

@Injectable()
export class AccessService {
  mayRead(): boolean {
    return true;
  }
}
