/** The places where n8n keeps files. */
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService, type BinaryData } from 'n8n-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { IBinaryData } from 'n8n-workflow';

/** A bucket, in memory. */
class Bucket {
	readonly files = new Map<string, { content: Buffer; metadata: BinaryData.PreWriteMetadata }>();

	async init() {}

	async store(_: unknown, content: Buffer, metadata: BinaryData.PreWriteMetadata) {
		const fileId = `file-${this.files.size + 1}`;
		this.files.set(fileId, { content, metadata });
		return { fileId, fileSize: content.length };
	}

	getPath(fileId: string): string {
		return fileId;
	}

	async getAsBuffer(fileId: string) {
		return this.files.get(fileId)!.content;
	}

	async getAsStream(fileId: string, chunkSize = 64 * 1024) {
		const { content } = this.files.get(fileId)!;
		const pieces = [];
		for (let at = 0; at < content.length; at += chunkSize) {
			pieces.push(content.subarray(at, at + chunkSize));
		}
		return Readable.from(pieces);
	}

	async getMetadata(fileId: string) {
		const { content, metadata } = this.files.get(fileId)!;
		return { ...metadata, fileSize: content.length };
	}
}

class FullBucket extends Bucket {
	override async store(): Promise<never> {
		throw new Error('ENOSPC: no space left on device');
	}
}

export const BINARY_MODES = ['memory', 'filesystem', 's3'] as const;
type Place = (typeof BINARY_MODES)[number] | 'full';

interface Inside {
	mode: string;
	managers: Record<string, unknown>;
}

const service = Container.get(BinaryDataService);
const inside = service as unknown as Inside;
const config = Container.get(BinaryDataConfig);
const asFound = { mode: inside.mode, managers: { ...inside.managers }, config: { ...config } };

let folder: string | undefined;

/** Until the test ends. Where nothing is said, files are kept in memory. */
export async function keepFilesIn(mode: Place): Promise<void> {
	if (mode === 'memory') return;
	if (mode === 's3' || mode === 'full') {
		const bucket = mode === 's3' ? new Bucket() : new FullBucket();
		service.setManager('s3', bucket as unknown as BinaryData.Manager);
		Object.assign(config, { mode: 's3' });
		inside.mode = 's3';
		return;
	}
	folder = mkdtempSync(join(tmpdir(), 'n8n-files-'));
	Object.assign(config, { mode: 'filesystem', localStoragePath: folder });
	await service.init();
}

afterEach(() => {
	inside.mode = asFound.mode;
	inside.managers = { ...asFound.managers };
	Object.assign(config, asFound.config);
	if (folder) rmSync(folder, { recursive: true });
	folder = undefined;
});

/** A file as the node before would give it. */
export async function storedFile(
	content: Buffer | string,
	more: Partial<IBinaryData> = {},
): Promise<IBinaryData> {
	return await service.store(
		{ type: 'execution', workflowId: 'workflow', executionId: '1' },
		Buffer.from(content),
		{ mimeType: 'application/octet-stream', ...more, data: '' },
	);
}

/** What a node gave, wherever it is. */
export const contentOf = async (file: IBinaryData): Promise<Buffer> =>
	await service.getAsBuffer(file);

/** The same as n8n 1.97 describes it. */
export function withoutSize({ bytes: _, ...file }: IBinaryData): IBinaryData {
	return file as IBinaryData;
}
