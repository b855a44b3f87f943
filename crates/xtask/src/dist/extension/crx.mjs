// The name that Chromium knows an extension by, and its signed package (CRX, version 3).
//   node crx.mjs new KEY.pem              makes a private key where there is none
//   node crx.mjs key KEY.pem              the public key, as a manifest has it
//   node crx.mjs id PUBLIC_KEY            the name that follows from it
//   node crx.mjs sign KEY.pem ZIP CRX     signs a package
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The first 16 bytes of the key's hash name the extension. */
const named = (key) => createHash("sha256").update(key).digest().subarray(0, 16);

/** With letters from a to p in the place of the digits. */
export function id(key) {
  const digits = named(Buffer.from(key, "base64")).toString("hex");
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** The public half of a private key: base64 of its DER. */
export function publicKey(pem) {
  const own = createPrivateKey(pem);
  if (own.asymmetricKeyType !== "rsa") throw new Error(`an RSA key is wanted, not ${own.asymmetricKeyType}`);
  return createPublicKey(own).export({ type: "spki", format: "der" }).toString("base64");
}

/** A zip archive with the proof before it that the holder of the key made it. */
export function signed(pem, archive) {
  const key = Buffer.from(publicKey(pem), "base64");
  const about = field(1, named(key));
  const proven = Buffer.concat([Buffer.from("CRX3 SignedData\0"), number(about.length), about, archive]);
  const proof = Buffer.concat([field(1, key), field(2, sign("sha256", proven, pem))]);
  const header = Buffer.concat([field(2, proof), field(10_000, about)]);
  return Buffer.concat([Buffer.from("Cr24"), number(3), number(header.length), header, archive]);
}

/** A field of bytes as Protocol Buffers have it. */
function field(name, content) {
  return Buffer.concat([varint(name * 8 + 2), varint(content.length), content]);
}

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function newKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" });
}

const COMMANDS = {
  // for its owner alone, and never in the place of another
  new: (path) => writeFileSync(path, newKey(), { mode: 0o600, flag: "wx" }),
  key: (path) => process.stdout.write(publicKey(readFileSync(path))),
  id: (key) => process.stdout.write(id(key)),
  sign: (path, from, to) => writeFileSync(to, signed(readFileSync(path), readFileSync(from))),
};

if (process.argv[1] && fileURLToPath(import.meta.url) === realpathSync(process.argv[1])) {
  const [command, ...parts] = process.argv.slice(2);
  try {
    COMMANDS[command](...parts);
  } catch (fault) {
    console.error(fault.message);
    process.exitCode = 1;
  }
}
