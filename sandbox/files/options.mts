import { oneOf, type OptionPart } from '../optionPart.mts';

/** Switches of the file manager, whose description and whose vendor's notes disagree. */
export interface FileOptions {
	/** What an upload answers: records (seen by the vendor's people), or that it worked (OpenAPI description). */
	fileUploadAnswer: 'records' | 'success';
	/** Whether `pathToStore` begins with a slash (OpenAPI description), does not (the vendor's notes), or either. */
	fileFirstSlash: 'either' | 'with' | 'without';
	/** An upload into a folder that is not there: refused (the vendor's notes), or the folder is made. */
	fileMissingFolder: 'refuse' | 'make';
	/** A name that is taken. Assumption: no document says. */
	fileTaken: 'overwrite' | 'refuse' | 'rename';
	/** How a folder is made: JSON (OpenAPI description), a form (the vendor's notes), or either. */
	fileFolderBody: 'json' | 'form' | 'both';
	/** How a folder is listed: after two slashes (the vendor's notes), one (OpenAPI description), or either. */
	fileListSlashes: 'both' | 'two' | 'one';
	/** What a tree looks like. Assumption: it is described as an object. */
	fileTree: 'keys' | 'children';
	/** Space of the plan, in bytes. Assumption. */
	fileSpace: number;
}

export const fileOptions: OptionPart<FileOptions> = {
	defaults: {
		fileUploadAnswer: 'records',
		fileFirstSlash: 'either',
		fileMissingFolder: 'refuse',
		fileTaken: 'overwrite',
		fileFolderBody: 'json',
		fileListSlashes: 'two',
		fileTree: 'keys',
		fileSpace: 100 * 1024 * 1024,
	},
	schema: {
		fileUploadAnswer: oneOf('records', 'success'),
		fileFirstSlash: oneOf('either', 'with', 'without'),
		fileMissingFolder: oneOf('refuse', 'make'),
		fileTaken: oneOf('overwrite', 'refuse', 'rename'),
		fileFolderBody: oneOf('json', 'form', 'both'),
		fileListSlashes: oneOf('both', 'two', 'one'),
		fileTree: oneOf('keys', 'children'),
		fileSpace: { type: 'integer', minimum: 0 },
	},
};
