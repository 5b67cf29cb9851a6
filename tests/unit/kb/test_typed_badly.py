"""Words find their article however they were typed, in a language that the model does not know."""

from pathlib import Path

import pytest

from kb_index.article import ArticleDraft
from kb_index.stand_in import HashingEmbedder
from tests.unit.kb.indexes import opened_store, running_index

ARTICLES = {
    "refund": ("Zwrot pieniędzy", "Pieniądze oddajemy w ciągu czternastu dni od otrzymania przesyłki.", "pl"),
    "invoice": ("Faktura", "Fakturę wysyłamy pocztą elektroniczną razem z potwierdzeniem zamówienia.", "pl"),
    "password": ("Zmiana hasła", "Hasło zmienisz w ustawieniach konta, w zakładce bezpieczeństwo.", "pl"),
    "order": ("پیگیری سفارش", "وضعیت سفارش‌های خود را در حساب کاربری ببینید. پیگیری ۲۴ ساعته است.", "fa"),
    "book": ("بازگرداندن کتاب", "کتاب‌های سالم را تا ۷ روز پس می‌گیریم.", "fa"),
    "card": ("کارت هدیه", "کارت هدیه را هنگام پرداخت وارد کنید.", "fa"),
    "bookmarks": ("Import bookmarks", "Bring the bookmarks of another browser along.", "en"),
    "address": ("Change the delivery address", "Until the parcel leaves us you may change it.", "en"),
    "warranty": ("Warranty", "Lamps are repaired or replaced for two years.", "en"),
}


class Blind(HashingEmbedder):
    """A model that spells every language letter by letter: words alone must do."""

    def fertility(self, text: str) -> float:
        """Far more pieces than words."""
        return 6.0


@pytest.mark.parametrize(
    ("question", "lang", "right"),
    [
        ("zwrot pieniedzy", "pl", "refund"),
        ("kiedy oddacie mi pieniadze", "pl", "refund"),
        ("zwrotem pieniędzmi", "pl", "refund"),
        ("fakturami", "pl", "invoice"),
        ("nie dostalem faktory", "pl", "invoice"),
        ("zmienic haslo do konta", "pl", "password"),
        ("وضعيت سفارشم", "fa", "order"),
        ("پيگيري سفارشهايم", "fa", "order"),
        ("کتابهایم را پس میگیرید", "fa", "book"),
        ("كتاب‌ها", "fa", "book"),
        ("24 ساعته", "fa", "order"),
        ("کارتهای هدیه", "fa", "card"),
        ("imprt bookmraks", "en", "bookmarks"),
        ("chnage delivry adress", "en", "address"),
        ("warrantee for my lmap", "en", "warranty"),
    ],
)
async def test_words_find_their_article_however_typed(
    question: str, lang: str, right: str, tmp_path: Path
) -> None:
    """Missing letters, other endings, other keyboards and slips."""
    async with opened_store(tmp_path) as store, running_index(store, tmp_path, Blind()) as index:
        for name, (title, body, spoken) in ARTICLES.items():
            draft = ArticleDraft(title=title, body=body, lang=spoken, doc_id=name)
            await store.publish((await store.create(draft)).id)
        await index.wait_for((await store.identity()).number)
        assert (await index.search(question, lang=lang)).hits[0].doc_id == right
