const service = 1;
export default service;
