export const plates = [
  // one a line
  'a',
  'b'
];
