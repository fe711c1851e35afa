const sealed: ClassDecorator = () => undefined;

@sealed
export class Plate {
  readonly number: string = '';
}
