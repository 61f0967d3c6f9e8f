// The same document several times over: `node grow.mjs DOCUMENT TIMES TARGET`. Each copy has paths, operations and definitions of
// its own, so that nothing can be shared.
import { readFileSync, writeFileSync } from 'node:fs';

const [source, times, target] = process.argv.slice(2);
const text = readFileSync(source, 'utf8');
const whole = JSON.parse(text);
whole.paths = {};
whole.definitions = {};
for (let copy = 0; copy < Number(times); copy++) {
    const own = JSON.parse(text.replaceAll('"#/definitions/', `"#/definitions/c${copy}.`));
    for (const [path, item] of Object.entries(own.paths)) {
        for (const operation of Object.values(item)) {
            if (operation?.operationId) operation.operationId = `c${copy}_${operation.operationId}`;
        }
        whole.paths[`/c${copy}${path}`] = item;
    }
    for (const [name, schema] of Object.entries(own.definitions ?? {})) whole.definitions[`c${copy}.${name}`] = schema;
}
writeFileSync(target, JSON.stringify(whole));
