"""The pages of circulation: lists, sending after a look, the log, and packs to print."""

from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from fingerpost.circulation.models import Circulation, DistributionList, Recipient
from fingerpost.reports.renderers.pdf_pack import PackPart, join_pdfs, page_count
from tests import build
from tests.web.circulation import sending
from tests.web.hearings import hearing


def base(world):
    return f"/{world.council.slug}/circulation/"


def test_a_list_is_made_changed_and_closed(world, client_of):
    client = client_of(world.democratic)
    typed = {"name": "Board", "people": [world.member.pk], "outside": "Vale Gazette <news@gazette.example>"}
    assert "The list is added." in client.post(base(world) + "lists/add/", typed, follow=True).text
    row = DistributionList.objects.get()
    page = client.get(f"{base(world)}lists/{row.pk}/").text
    assert "Vale Gazette &lt;news@gazette.example&gt;" in page
    client.post(f"{base(world)}lists/{row.pk}/", typed | {"name": "The board", "version": 1, "outside": ""})
    row.refresh_from_db()
    assert (row.name, row.outside.count()) == ("The board", 0)
    assert "closed 3 March 2026" in client.post(f"{base(world)}lists/{row.pk}/close/", follow=True).text
    assert "no longer used" in client.post(f"{base(world)}lists/{row.pk}/close/", follow=True).text


def test_everything_wrong_with_a_list_is_said_at_once_and_nothing_is_lost(world, client_of):
    client = client_of(world.officer)
    page = client.post(base(world) + "lists/add/", {"outside": "the Gazette\nnobody@"}).text
    for words in ("Give the name", "“the Gazette” holds no", "“nobody@” holds no", "the Gazette\nnobody@"):
        assert words in page
    assert "Choose somebody" in client.post(base(world) + "lists/add/", {"name": "Empty"}).text
    sending.a_list(world)
    typed = {"name": "Members", "people": [world.member.pk]}
    assert "called Members already" in client.post(base(world) + "lists/add/", typed).text


def test_a_report_is_sent_after_a_look_at_who_gets_what(world, client_of):
    report, row = sending.committee_report(world), sending.a_list(world)
    client, at = client_of(world.officer), f"{base(world)}committee/{report.pk}/"
    assert "See who would get what" in client.get(at).text
    typed = {"to": row.pk, "formats": ["pdf"], "subject": "Papers", "words": "For Thursday."}
    looked = client.post(at, typed).text
    assert "report-full.pdf" in looked
    assert "report-public.pdf" in looked
    assert not Circulation.objects.exists()
    done = client.post(at, typed | {"send": "send"}, follow=True).text
    for words in ("Who is to get what", "Vale Gazette", "outside", "Waiting", "For Thursday."):
        assert words in done
    file = Circulation.objects.get().recipients.get(outside=True).files.get()
    assert file.sha256 in done
    assert "today already" in client.post(at, typed | {"send": "send"}).text
    wrong = client.post(at, {"words": "kept"}).text
    for words in ("Choose the list", "Choose at least one format", "Give the message a subject", "kept"):
        assert words in wrong
    narrowed = client.get(base(world) + "?words=gazette.example").text
    assert "1 of 1" in narrowed
    assert '<td data-label="Recipients" class="fp-table__number">3 ' in narrowed
    assert "1 of 1" not in client.get(base(world) + "?words=nobody").text


def test_the_report_of_a_month_is_sent_too(world, client_of):
    report = sending.month_report(world)
    client = client_of(world.officer)
    assert "There is no list" in client.get(f"{base(world)}month/{report.pk}/").text
    row = sending.a_list(world)
    typed = {"to": row.pk, "formats": ["pdf"], "subject": "February", "send": "send"}
    client.post(f"{base(world)}month/{report.pk}/", typed)
    assert Recipient.objects.count() == 3
    assert "February 2026" in client.get(base(world)).text


@pytest.mark.parametrize("where", ["", "lists/", "lists/add/", "{list}", "{sent}", "{send}"])
def test_strangers_find_nothing_and_others_do_not_send(world, client_of, where):
    made = sending.sent(world)
    address = base(world) + where.format(
        list=f"lists/{made.list_id}/", sent=f"{made.pk}/", send=f"committee/{made.committee_report_id}/"
    )
    assert client_of(world.stranger).get(address).status_code == 404
    assert client_of(world.member).get(address).status_code == 403
    assert client_of(world.democratic).get(address).status_code == 200
    assert client_of(world.democratic).delete(address).status_code == 405


@pytest.mark.parametrize("number", [10, 100])
def test_the_log_takes_as_many_queries_for_any_number(
    world, client_of, number, django_assert_max_num_queries
):
    made = sending.sent(world)
    Recipient.objects.bulk_create(
        Recipient(circulation=made, name=f"R {each}", address=f"r{each}@x.example") for each in range(number)
    )
    client = client_of(world.officer)
    with django_assert_max_num_queries(11):
        client.get(base(world))
    with django_assert_max_num_queries(9):
        client.get(f"{base(world)}{made.pk}/")


def packed(world, client_of, who, audience):
    at = f"{base(world)}papers/{hearing.meeting(world).pk}/{audience}/"
    return client_of(who).get(at)


def words_of(content):
    document = PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture
def agenda(world):
    report = sending.committee_report(world)
    report.snapshot = sending.month_report(world).snapshot
    report.period = world.period
    report.save()
    hearing.put(world, requests=[])
    later = hearing.report(world, "Another report")
    later.state, later.digest = "draft", ""
    later.save()
    from fingerpost.hearings.operations.agenda import put_before

    put_before(report=later, meeting=hearing.meeting(world), by=world.officer, at=build.NOW)


def test_the_pack_holds_cover_contents_reports_and_appendices_in_order(world, client_of, agenda):
    page = client_of(world.member).get(f"{base(world)}papers/{hearing.meeting(world).pk}/").text
    assert "to follow: not issued yet" in page
    assert "Whole pack" not in page
    answer = packed(world, client_of, world.member, "public")
    assert answer["Content-Type"] == "application/pdf"
    assert "cabinet-2026-02-11-pack-public.pdf" in answer["Content-Disposition"]
    front, report, appendix = words_of(answer.content)
    assert "Cabinet" in front
    assert "11 February 2026" in front
    assert "to follow" in front
    assert "Public report" in report
    assert "Pack page 2 of 3" in report
    assert "Exceptions of February" in appendix
    assert packed(world, client_of, world.member, "public").content == answer.content


def test_exempt_parts_are_in_the_whole_pack_and_only_for_those_entitled(world, client_of, agenda):
    assert packed(world, client_of, world.member, "full").status_code == 403
    whole = packed(world, client_of, world.cmt, "full")
    assert any("exempt part" in each for each in words_of(whole.content)[1:])
    public = packed(world, client_of, world.cmt, "public")
    assert not any("Whole report" in each for each in words_of(public.content))
    assert b"Whole report" not in public.content
    assert packed(world, client_of, world.cmt, "everybody").status_code == 404
    assert packed(world, client_of, world.stranger, "public").status_code == 404


def test_an_empty_agenda_has_a_pack_that_says_so(world, client_of):
    assert (
        "No report stands"
        in client_of(world.lead).get(f"{base(world)}papers/{hearing.meeting(world).pk}/").text
    )
    assert "No report stands" in words_of(packed(world, client_of, world.lead, "public").content)[0]


def test_a_pack_keeps_the_tags_of_its_parts_and_its_keys_lead_to_them():
    parts = [PackPart("One", sending.pdf("First words")), PackPart("Two", sending.pdf("Second words"))]
    joined = join_pdfs("Pack", parts)
    assert page_count(joined) == 2
    with pikepdf.open(BytesIO(joined)) as pack:
        whole = pack.Root.StructTreeRoot.K[0]
        assert [str(each.S) for each in whole.K] == ["/Part", "/Part"]
        numbers = list(pack.Root.StructTreeRoot.ParentTree.Nums)
        keys = [int(each) for each in numbers[::2]]
        assert len(set(keys)) == len(keys)
        for page in pack.pages:
            elements = numbers[keys.index(int(page.obj.StructParents)) * 2 + 1]
            assert {each.Pg.objgen for each in elements if "/Pg" in each} <= {page.obj.objgen}
        with pack.open_outline() as outline:
            assert [each.title for each in outline.root] == ["One", "Two"]


def test_a_part_without_tags_is_joined_too():
    plain = pikepdf.Pdf.new()
    plain.add_blank_page()
    plain.pages[0].obj.StructParents = 0
    written = BytesIO()
    plain.save(written)
    joined = join_pdfs("Pack", [PackPart("Blank", written.getvalue())])
    with pikepdf.open(BytesIO(joined)) as pack:
        assert "/StructTreeRoot" not in pack.Root
