"""Settings: the command line over `COP_…` environment variables over one `cop.toml`.

    # cop.toml
    store = "cop-store"
    top_k = 8
    llm_base_url = "http://localhost:11434/v1"
    llm_model = "llama3.2"

The key of a language model is read from `COP_LLM_API_KEY` alone, so that it never stands in a
file that is shared.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import (
    Field,
    HttpUrl,
    SecretStr,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from ui.errors import BadUsage
from ui.hosts import host_name

if TYPE_CHECKING:
    from ingest.limits import ReadingLimits

CONFIG = "cop.toml"
"""Name of the file that is looked for in the current directory."""


_SECRETS = {"llm_api_key", "oidc_client_secret"}


def default_store() -> Path:
    """Where documents are kept unless the user says otherwise.

    >>> default_store().name
    'store'
    """
    return user_data_path("cop-assistant", appauthor=False) / "store"


class Settings(BaseSettings):
    """Everything that can be set, with its default."""

    model_config = SettingsConfigDict(env_prefix="COP_", env_ignore_empty=True, extra="forbid")

    store: Path = Field(default_factory=default_store, description="folder of the store")
    embedding_model: str | None = Field(
        default=None, description="sentence-transformers model by name or path"
    )
    reader: str | None = Field(
        default=None,
        description="sentence-transformers CrossEncoder by name or path that reads in place of "
        "the built-in reader",
    )
    database: SecretStr | None = Field(
        default=None,
        description="address of a PostgreSQL database for the catalogue, which several machines "
        "may share; None keeps it in the store",
    )
    chroma: str | None = Field(
        default=None, description="address of a Chroma server; None keeps vectors in the store"
    )
    llm_service: Literal["openai-compatible", "openai", "azure-openai", "ollama", "mistral"] = (
        Field(default="openai-compatible", description="where the language model runs")
    )
    llm_base_url: str | None = Field(
        default=None,
        description="address of the service, up to /v1 where it speaks OpenAI's protocol",
    )
    llm_model: str | None = Field(default=None, description="name of the model at that address")
    llm_api_key: SecretStr | None = Field(default=None, description="from COP_LLM_API_KEY alone")
    llm_api_version: str | None = Field(
        default=None, description="version of Azure OpenAI's interface, such as 2024-10-21"
    )
    llm_timeout: float = Field(
        default=60, gt=0, description="seconds until the answer is composed without the model"
    )
    llm_at_once: int = Field(
        default=4, ge=1, description="questions that may be with the model together"
    )
    llm_context: int = Field(
        default=4096, ge=1500, description="tokens that the model takes in, its reply among them"
    )
    llm_questions: bool = Field(
        default=True,
        description="whether the model makes follow-ups and questions in other languages whole",
    )
    llm_structured: bool = Field(
        default=True, description="whether the service is told the form of a reply as JSON schema"
    )
    nli_model: str | None = Field(
        default=None,
        description="CrossEncoder for language inference, by name or path, that checks the "
        "sentences of the language model too",
    )
    top_k: int | None = Field(
        default=None, ge=1, le=1000, description="passages that are shown or answered from"
    )
    read_seconds: float = Field(
        default=60,
        gt=0,
        description="seconds of processor time that reading a small file may take, more with its "
        "size; after five times as many on the clock it is ended, whatever it does",
    )
    read_memory_mb: int = Field(
        default=1_500, ge=800, description="megabytes that reading a file may take"
    )
    read_characters: int = Field(
        default=20_000_000, ge=1, description="characters of text that a document may have"
    )

    as_user: str | None = Field(
        default=None, description="whose rights commands that read keep to; None: all documents"
    )
    session_hours: float = Field(
        default=12, gt=0, description="hours without a request after which somebody is signed out"
    )
    questions_per_minute: int = Field(
        default=30, ge=1, description="questions and searches a minute that one user may ask"
    )
    audit_questions: bool = Field(
        default=False, description="whether the audit log has the text of questions"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="what the server logs; info: a line for each request"
    )
    log_json: bool = Field(
        default=False, description="whether the server logs a JSON object a line"
    )
    oidc_issuer: str | None = Field(
        default=None, description="address of an OpenID Connect provider people sign in at"
    )
    oidc_client_id: str | None = Field(default=None, description="how it knows this server")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="from COP_OIDC_CLIENT_SECRET alone"
    )
    oidc_name: str = Field(default="email", description="the claim that is the name of the account")
    oidc_back: str | None = Field(
        default=None,
        description="address that the provider sends people back to, where this server is reached "
        "through a proxy: https://NAME/sign-in/back",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="names under which the web chat may be opened, besides --host"
    )
    allow_uploads: bool | None = Field(
        default=None,
        description="whether whoever opens the web chat may add, read again and remove documents; "
        "by default only where it listens on this machine alone",
    )
    upload_mb: int = Field(default=200, ge=1, description="megabytes that one upload may bring")
    uploads_mb: int = Field(
        default=4_000, ge=1, description="megabytes that all uploaded files may take"
    )

    @property
    def limits(self) -> ReadingLimits:
        """What reading one file may take."""
        from ingest.limits import ReadingLimits

        memory = self.read_memory_mb * 1_000_000
        return ReadingLimits(self.read_seconds, memory, self.read_characters)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` gives: it merges the sources itself to name the one at fault."""
        return (init_settings,)

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _listed(cls, hosts: object) -> object:
        return [host.strip() for host in hosts.split(",")] if isinstance(hosts, str) else hosts

    @field_validator("allowed_hosts", mode="after")
    @classmethod
    def _names(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if host_name(host) is None or host_name(host) != host.casefold().strip("[]."):
                raise ValueError(f"{host!r} is no host name; give it without scheme and port")
        return hosts

    @field_validator("store", mode="after")
    @classmethod
    def _home(cls, store: Path) -> Path:
        return store.expanduser()

    @model_validator(mode="after")
    def _whole_llm(self) -> Settings:
        own_address = self.llm_service in ("openai", "ollama", "mistral")
        there, missing = "llm_base_url", "llm_model"
        if self.llm_model is not None:
            there, missing = missing, there
            if self.llm_base_url is not None or own_address:
                there = ""
        elif self.llm_base_url is None:
            there = ""
        if there:
            raise ValueError(
                f"{there} is set but {missing} is not: a language model needs both "
                f"(COP_{there.upper()} and COP_{missing.upper()}, or the same in {CONFIG})"
            )
        if self.llm_service == "azure-openai" and self.llm_model and not self.llm_api_version:
            raise ValueError(
                "llm_service is azure-openai but llm_api_version is not set "
                "(COP_LLM_API_VERSION, such as 2024-10-21)"
            )
        return self

    @field_validator("chroma", "llm_base_url", "oidc_issuer", "oidc_back", mode="after")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url is not None:
            TypeAdapter(HttpUrl).validate_python(url)
        return url


def load(config: Path | None = None, **given: object) -> Settings:
    """Settings from the file, the environment and what the command line gives (None: not given).

    Raises `BadUsage` with one line that names the setting, where it stands and what is wrong.

    >>> load(top_k=3).top_k
    3
    """
    path = config or Path(CONFIG)
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for name, value in _read(path, required=config is not None).items():
        values[name], origin[name] = value, f"{path}: {name}"
    for name, value in EnvSettingsSource(Settings)().items():
        values[name], origin[name] = value, f"COP_{name.upper()}"
    for name, value in given.items():
        if value is not None:
            values[name], origin[name] = value, f"--{name.replace('_', '-')}"
    try:
        return Settings(**values)
    except ValidationError as error:
        raise BadUsage(_explain(error, origin, path)) from None


def _read(path: Path, required: bool) -> dict[str, Any]:
    """The settings of a file; none where it need not exist."""
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        if required:
            raise BadUsage(f"{path}: no such settings file") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise BadUsage(f"{path}: cannot be read: {reason}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadUsage(f"{path}: not valid TOML: {error}") from None
    for secret in _SECRETS & values.keys():
        raise BadUsage(
            f"{path}: {secret} does not belong in a file; set COP_{secret.upper()} instead"
        )
    if isinstance(store := values.get("store"), str):
        # A relative folder means beside the file that names it, wherever the command runs.
        values["store"] = path.parent / Path(store).expanduser()
    return values


def _explain(error: ValidationError, origin: dict[str, str], path: Path) -> str:
    """The first thing that is wrong, in one line."""
    problem = error.errors()[0]
    if not problem["loc"]:  # about several settings: the message names them
        return problem["msg"].removeprefix("Value error, ")
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        known = sorted(set(Settings.model_fields) - _SECRETS)
        return f"{path}: unknown setting {name!r}; known are {', '.join(known)}"
    return f"{origin.get(name, name)}: {problem['msg'].removeprefix('Value error, ')}"
