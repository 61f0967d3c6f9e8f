// The same document several times over: `node grow.mjs DOCUMENT TIMES TARGET`. Each copy has paths, operations, definitions and all else
// that is referred to of its own, so that nothing can be shared.
import { readFileSync, writeFileSync } from 'node:fs';

const [source, times, target] = process.argv.slice(2);
const text = readFileSync(source, 'utf8');
const whole = JSON.parse(text);
const shared = ['definitions', 'parameters', 'responses'];
whole.paths = {};
for (const kind of shared) if (whole[kind]) whole[kind] = {};
for (let copy = 0; copy < Number(times); copy++) {
    const own = JSON.parse(text.replaceAll(new RegExp(`"#/(${shared.join('|')})/`, 'g'), `"#/$1/c${copy}.`));
    for (const [path, item] of Object.entries(own.paths)) {
        for (const operation of Object.values(item)) {
            if (operation?.operationId) operation.operationId = `c${copy}_${operation.operationId}`;
        }
        whole.paths[`/c${copy}${path}`] = item;
    }
    for (const kind of shared) {
        for (const [name, one] of Object.entries(own[kind] ?? {})) whole[kind][`c${copy}.${name}`] = one;
    }
}
writeFileSync(target, JSON.stringify(whole));
