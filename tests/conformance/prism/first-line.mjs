// A relay between Prism and etcd, for what Prism cannot do: `node first-line.mjs UPSTREAM PORT`.
//
// Prism reads a reply to its end and takes it for one JSON value; a watch has no end, and its values come one a line. So
// only the first line goes on. Prism ends when a reply of known length promises trailers, as etcd's errors do: the promise
// goes no further. And etcd refuses every token as long as it knows no users, though its document demands one: neither does the
// word `none` in place of a token.
import http from 'node:http';

const [upstream, port] = process.argv.slice(2);

http.createServer((request, reply) => {
    const headers = { ...request.headers };
    if (headers.authorization === 'none') delete headers.authorization;
    const asked = http.request(new URL(request.url, upstream), { method: request.method, headers }, (answer) => {
        const { trailer, ...promised } = answer.headers;
        reply.writeHead(answer.statusCode, promised);
        answer.on('data', (part) => {
            if (reply.writableEnded) return;
            const end = part.indexOf('\n');
            if (end < 0) return void reply.write(part);
            reply.end(part.subarray(0, end));
            asked.destroy();
        });
        answer.on('end', () => reply.end());
    });
    asked.on('error', () => reply.writableEnded || reply.destroy());
    request.pipe(asked);
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
