export const length: number = 'seventeen';
