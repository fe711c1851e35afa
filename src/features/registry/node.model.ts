import { Field, ID, InterfaceType } from '@nestjs/graphql';

@InterfaceType('Node', {
  description: '具有全局标识的对象（Relay）。Something with a global id (Relay).',
  resolveType: () => 'Vehicle',
})
export abstract class NodeModel {
  @Field(() => ID, { description: '全局标识。Global id.' })
  id!: string;
}
