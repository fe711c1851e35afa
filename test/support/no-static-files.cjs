/** Stands for the static file plugin, which no test may reach. */
module.exports = function noStaticFiles() {
  throw new Error('static files are not served');
};
