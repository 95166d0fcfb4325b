/** A certificate for localhost, signed by itself, that this process trusts. To be imported where TLS is spoken. */
import { generateKeyPairSync, sign } from 'node:crypto';
import tls from 'node:tls';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALT_NAME = '2.5.29.17';

/** ASN.1 in DER (ITU-T X.690): a tag, a length, a content. */
function der(tag: number, ...contents: Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	const length =
		content.length < 0x80
			? [content.length]
			: [0x82, Math.floor(content.length / 0x100), content.length % 0x100];
	return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...contents: Buffer[]) => der(0x30, ...contents);
const set = (...contents: Buffer[]) => der(0x31, ...contents);
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
const time = (at: number) =>
	der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

function objectId(dotted: string): Buffer {
	const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
	const bytes = rest.flatMap((arc) => {
		const groups = [arc % 0x80];
		for (let left = Math.floor(arc / 0x80); left > 0; left = Math.floor(left / 0x80))
			groups.unshift((left % 0x80) + 0x80);
		return groups;
	});
	return der(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

const DAY_MS = 86_400_000;

/** A certificate of version 3 (RFC 5280) for this host. */
function selfSigned(host: string): { key: string; cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
	const algorithm = sequence(objectId(ECDSA_WITH_SHA256));
	const name = sequence(set(sequence(objectId(COMMON_NAME), der(0x0c, Buffer.from(host)))));
	const now = Date.now();
	const dnsName = der(0x82, Buffer.from(host));
	const body = sequence(
		der(0xa0, der(0x02, Buffer.from([2]))),
		der(0x02, Buffer.from([1])),
		algorithm,
		name,
		sequence(time(now - DAY_MS), time(now + DAY_MS)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(0xa3, sequence(sequence(objectId(SUBJECT_ALT_NAME), der(0x04, sequence(dnsName))))),
	);
	const signature = bits(sign('sha256', body, privateKey));
	const certificate = sequence(body, algorithm, signature).toString('base64');
	return {
		key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
		cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
	};
}

export const localhost = selfSigned('localhost');

/** Makes all connections of this process trust it, those of n8n's own agents as well, until the function given is called. */
export function trustLocalhost(): () => void {
	const { connect } = tls;
	tls.connect = ((options: tls.ConnectionOptions, done?: () => void) =>
		connect({ ...options, ca: localhost.cert }, done)) as typeof connect;
	return () => {
		tls.connect = connect;
	};
}
