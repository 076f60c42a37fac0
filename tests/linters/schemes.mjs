// See tests/style/schemes.
import { readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const validate = new Ajv.default({ strict: true, allErrors: false, strictRequired: false, strictTypes: false }).compile(
  json("schema/funding/scheme.schema.json"),
);
const faults = [];

const shipped = readdirSync("schema/funding").filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"));
for (const path of [...shipped.map((name) => `schema/funding/${name}`), "schema/templates/VOORBEELDFONDS.json"]) {
  if (!validate(json(path))) faults.push(`${path}: ${validate.errors[0].instancePath} ${validate.errors[0].message}`);
}

const base = readFileSync("tests/cases/scheme_files/base.json", "utf8");
if (!validate(JSON.parse(base))) faults.push(`base.json: ${validate.errors[0].instancePath} ${validate.errors[0].message}`);
const refused = json("tests/cases/scheme_files/refused.json");
for (const one of refused) {
  const file = JSON.parse(base);
  const keys = one.at.split("/").slice(1);
  const last = keys.pop();
  keys.reduce((value, key) => value[key], file)[last] = one.value;
  const accepted = validate(file);
  if (accepted !== (one.loaderOnly === true))
    faults.push(`"${one.name}" is ${accepted ? "accepted" : "refused"}; correct the schema, or loaderOnly in the list`);
}

for (const fault of faults) console.error(fault);
console.log(`${shipped.length + 1} scheme files accepted, ${refused.length} others compared with the loader`);
process.exit(faults.length > 0 || shipped.length < 51 ? 1 : 0);
