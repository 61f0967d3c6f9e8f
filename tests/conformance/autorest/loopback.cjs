// Loaded before the test server, which would listen on every interface and has no option against it.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function (where, ...rest) {
  if (typeof where === "object" && where !== null) {
    return listen.call(this, "path" in where ? where : { ...where, host: "127.0.0.1" }, ...rest);
  }
  const done = rest.filter((argument) => typeof argument === "function");
  return listen.call(this, { port: Number(where), host: "127.0.0.1" }, ...done);
};
