import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';

/** A GeoJSON geometry as it is; the rules read it and say what is wrong. */
export const GeoJsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'GeoJson',
  description: 'GeoJSON 面（Polygon 或 MultiPolygon，WGS-84）。A GeoJSON Polygon or MultiPolygon in WGS-84.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
