"""The errors of the knowledge base.

KnowledgeError
├── ArticleNotFound      no article has this id
├── RevisionConflict     somebody else saved the article first
├── SlugTaken            another article of the language has this slug or document id
├── InvalidArticle       a field is empty, too long or not of its kind
├── ModelProblem         the embedding model is missing, damaged or not the one named
├── SnapshotProblem      a snapshot on disk does not fit or is damaged
├── ForeignJudge         a judgement was fitted on other features or for another embedding model
└── InputProblem         a file of articles or questions cannot be used at all
"""


class KnowledgeError(Exception):
    """Something about the knowledge base that a caller can act on."""

    code = "knowledge_error"


class ArticleNotFound(KnowledgeError):
    """No article has this id."""

    code = "article_not_found"


class RevisionConflict(KnowledgeError):
    """The article was changed by somebody else in the meantime."""

    code = "revision_conflict"


class SlugTaken(KnowledgeError):
    """Another article of this language already has this slug or document id."""

    code = "slug_taken"


class InvalidArticle(KnowledgeError):
    """A field of the article is empty, too long or not of its kind."""

    code = "invalid_article"


class ModelProblem(KnowledgeError):
    """The embedding model is missing, damaged or not the one that was named."""

    code = "model_problem"


class SnapshotProblem(KnowledgeError):
    """A snapshot on disk does not fit the model or the store, or is damaged."""

    code = "snapshot_problem"


class ForeignJudge(KnowledgeError):
    """A judgement was fitted on other features, for another embedding model, or cannot be read."""

    code = "foreign_judge"


class InputProblem(KnowledgeError):
    """A file of articles or questions cannot be used at all."""

    code = "input_problem"
