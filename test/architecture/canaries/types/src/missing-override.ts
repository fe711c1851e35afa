class Base {
  describe(): string {
    return 'base';
  }
}

export class Derived extends Base {
  describe(): string {
    return 'derived';
  }
}
