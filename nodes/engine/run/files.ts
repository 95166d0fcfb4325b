import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** The content of a file to give out. Without a name or a type n8n tells what it can by the other, or by the content. */
export interface OutputFile {
	content: Buffer;
	name?: string;
	mimeType?: string;
}

/** A record that is given out with files beside it, each in a binary field of its item. */
export class WithFiles {
	/** As n8n keeps them; after {@link keep}. */
	readonly binary: IBinaryKeyData = {};

	private files: Record<string, OutputFile>;

	constructor(
		readonly json: IDataObject,
		files: Record<string, OutputFile>,
	) {
		this.files = files;
	}

	/** The same files beside a shorter record. */
	simplified(simplify: (record: IDataObject) => IDataObject): WithFiles {
		return new WithFiles(simplify(this.json), this.files);
	}

	/** With a file for each input item there are many: once n8n has one, its content is let go of. */
	async keep(context: IExecuteFunctions): Promise<void> {
		const { files } = this;
		this.files = {};
		for (const [field, { content, name, mimeType }] of Object.entries(files)) {
			this.binary[field] = await context.helpers
				.prepareBinaryData(content, name, mimeType)
				.catch(() => {
					throw new NotKept(name ?? field);
				});
		}
	}
}

/** n8n has its own place for files: memory, disk, database or a bucket. Any of them may be full or away. */
class NotKept extends Error {
	constructor(name: string) {
		super(
			`n8n could not keep the file '${name}'. Check that the place where n8n keeps its binary data is there and not full.`,
		);
	}
}

/** A record with one file, in this binary field of its item. */
export const withFile = (json: IDataObject, field: string, file: OutputFile): WithFiles =>
	new WithFiles(json, { [field]: file });
